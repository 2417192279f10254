import { VERSION } from '../schema.ts';
import { connection, type ListArgs } from '../connection.ts';
import type { Desk, Operations, UserError } from '../desk.ts';
import type { WebhookSubscription } from '../../shop/webhook-book.ts';

interface SubscriptionInput {
  readonly uri?: string | null;
  readonly format?: string | null;
  readonly filter?: string | null;
  readonly includeFields?: readonly string[] | null;
  readonly metafieldNamespaces?: readonly string[] | null;
  readonly name?: string | null;
}

interface ListOfSubscriptions extends ListArgs {
  readonly topics?: readonly string[] | null;
  readonly uri?: string | null;
  readonly format?: string | null;
}

/**
 * Creates, lists and deletes subscriptions. They do not change what is sent: the shop sends every webhook to the connection
 * it was made for, with or without a subscription, and so never twice.
 */
export const webhookSubscriptions: Operations = {
  webhookSubscriptions({ topics, uri, format, ...args }: ListOfSubscriptions, desk) {
    const found = desk.webhooks.list.filter(
      (one) =>
        (!topics?.length || topics.includes(one.topic)) &&
        (uri == null || one.uri === uri) &&
        (format == null || one.format === format),
    );
    return connection(
      found.map((one) => ({
        id: one.id,
        createdAt: one.createdAt,
        updatedAt: one.createdAt,
        node: () => nodeOf(one),
      })),
      args,
    );
  },
  webhookSubscription({ id }: { readonly id: string }, desk) {
    const found = named(id, desk);
    return found ? nodeOf(found) : null;
  },
  webhookSubscriptionCreate(
    args: { readonly topic: string; readonly webhookSubscription: SubscriptionInput },
    desk,
  ) {
    const { topic, webhookSubscription: input } = args;
    const uri = input.uri?.trim() ?? '';
    const problem = problemOf(topic, uri, desk);
    if (problem) return { webhookSubscription: null, userErrors: [problem] };
    const made: WebhookSubscription = {
      id: desk.webhooks.next,
      topic,
      uri,
      format: input.format ?? 'JSON',
      filter: input.filter ?? null,
      includeFields: input.includeFields ?? [],
      metafieldNamespaces: input.metafieldNamespaces ?? [],
      name: input.name ?? null,
      createdAt: desk.now(),
    };
    desk.webhooks.next += 1;
    desk.webhooks.list.push(made);
    return { webhookSubscription: nodeOf(made), userErrors: [] };
  },
  webhookSubscriptionDelete({ id }: { readonly id: string }, desk) {
    const found = named(id, desk);
    if (!found)
      return {
        deletedWebhookSubscriptionId: null,
        userErrors: [{ field: ['id'], message: 'Webhook subscription does not exist' }],
      };
    desk.webhooks.list.splice(desk.webhooks.list.indexOf(found), 1);
    return { deletedWebhookSubscriptionId: gid(found), userErrors: [] };
  },
};

/** Unlike Shopify, accepts addresses without TLS, since the shop runs next to Millrace. */
function problemOf(topic: string, uri: string, desk: Desk): UserError | null {
  const error = (message: string): UserError => ({ field: ['webhookSubscription', 'uri'], message });
  if (uri === '') return error("Address can't be blank");
  if (!/^(https?|pubsub|arn):/.test(uri) || !URL.canParse(uri)) return error('Address is invalid');
  const isTaken = desk.webhooks.list.some((one) => one.topic === topic && one.uri === uri);
  return isTaken ? error('Address for this topic has already been taken') : null;
}

const gid = ({ id }: WebhookSubscription): string => `gid://shopify/WebhookSubscription/${id}`;
const named = (id: string, desk: Desk): WebhookSubscription | undefined =>
  desk.webhooks.list.find((one) => gid(one) === id);

const nodeOf = (one: WebhookSubscription) => ({
  __typename: 'WebhookSubscription',
  ...one,
  id: gid(one),
  legacyResourceId: String(one.id),
  apiVersion: { handle: VERSION, displayName: VERSION, supported: true },
  createdAt: new Date(one.createdAt).toISOString(),
  updatedAt: new Date(one.createdAt).toISOString(),
});
