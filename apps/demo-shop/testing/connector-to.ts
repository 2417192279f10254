import {
  actOf,
  connector,
  type ActCall,
  type ActOutcome,
  type Dialogue,
  type HttpAnswered,
  type HttpRequest,
  type PulledPage,
} from '@millrace/connectors';
import type { Life } from '../live/life.ts';
import type { Parcel } from '../sending/parcel.ts';
import { answerAdmin } from '../admin-api/answer.ts';
import { deskOf } from '../admin-api/desk-of-life.ts';
import { Throttle } from '../admin-api/throttle.ts';

const TOKEN = 'shpat_of_the_test';
const kind = connector('shopify');
const config = kind.config.parse({
  shopDomain: 'http://localhost:3100',
  webhookSecret: 'a secret of some length',
  accessToken: TOKEN,
  currency: 'USD',
}) as never;

/** Millrace's connector, which asks the shop's Admin API without a network. */
export function connectorTo(life: Life) {
  const throttle = new Throttle();

  function answer(request: HttpRequest): HttpAnswered {
    const { pathname } = new URL(request.url);
    const token = request.auth?.kind === 'header' ? request.auth.value : undefined;
    const { status, headers, body } = answerAdmin(
      { method: request.method, path: pathname, token, body: request.body ?? '' },
      TOKEN,
      deskOf(life),
      throttle,
    );
    const json = JSON.parse(body) as { errors?: unknown };
    if (json.errors !== undefined) throw new Error(`The shop does not take it: ${body}`);
    return { kind: 'answered', status, headers, body, json, retryAfterMs: null };
  }

  function drive<Result>(dialogue: Dialogue<Result>): Result {
    let step = dialogue.next();
    while (!step.done) step = dialogue.next(answer(step.value));
    return step.value;
  }

  /** Reads every page of a resource, and calls `between` after each page. */
  function read(id: string, since: number | null = null, between: (page: PulledPage) => void = () => {}) {
    const resource = kind.pull!.resources.find((one) => one.id === id)!;
    const pages: PulledPage[] = [];
    for (let cursor: PulledPage['next'] = null; pages.length === 0 || cursor !== null;) {
      const place = { cursor, since, until: life.now() };
      const page = resource.read(answer(resource.request(config, place)), config, place);
      if ('againMs' in page) throw new Error(page.reason);
      pages.push(page);
      between(page);
      cursor = page.next;
    }
    return {
      pages,
      events: pages.flatMap(({ events }) => events),
      skipped: pages.flatMap(({ skipped }) => skipped),
      total: pages[0]!.total,
    };
  }

  /** Asks the shop to do an action of a step: the check before and the request, as an attempt makes them. */
  function act(capability: string, call: Partial<ActCall>): ActOutcome & { readonly call: ActCall } {
    const done = actOf(kind, capability)!;
    const nothing = {
      texts: {},
      person: { email: null, phone: null, externalId: null },
      about: { order: null, product: null },
    };
    const asked: ActCall = { callId: 'call-1', input: null, learned: null, ...nothing, ...call };
    const inquired =
      asked.learned === null && done.inquire
        ? drive(done.inquire(asked, config))
        : { learned: asked.learned };
    if ('result' in inquired) return { ...inquired, call: asked };
    const made = { ...asked, learned: inquired.learned };
    const dispatch = done.request(made, config);
    if (dispatch.via !== 'http') throw new Error('The shop is asked by HTTP.');
    return { ...done.outcome(answer(dispatch.request), made), call: made };
  }

  return {
    read,
    act,
    ensure: (address: string) => drive(kind.registration!.ensure(config, address, false)),
    remove: (address: string) => drive(kind.registration!.remove!(config, address)),
    /** Sends any query of an app. */
    ask(query: string, variables: object = {}) {
      const request = {
        method: 'POST',
        path: '/admin/api/2026-10/graphql.json',
        token: TOKEN,
        body: JSON.stringify({ query, variables }),
      };
      return JSON.parse(answerAdmin(request, TOKEN, deskOf(life), throttle).body);
    },
  };
}

/** The events that Millrace makes from a webhook. */
export function eventsOf({ topic, body, id, triggeredAt }: Parcel): PulledPage['events'] {
  if (topic === null) return [];
  const headers = {
    'x-shopify-shop-domain': 'millrace-demo.myshopify.com',
    'x-shopify-webhook-id': id,
    'x-shopify-triggered-at': new Date(triggeredAt).toISOString(),
  };
  return kind.intake!(topic, JSON.parse(body), { config, headers });
}
