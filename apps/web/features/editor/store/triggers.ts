import { canBegin, type Kinds, type NodeKind, type Subject } from '@millrace/flow';

/** The subjects a flow may have, with their words in the chooser. */
export const SUBJECTS: readonly { readonly value: Subject; readonly label: string; readonly help: string }[] =
  [
    { value: 'customer', label: 'Customers', help: 'Writes to customers and follows what they do.' },
    { value: 'cart', label: 'Carts', help: 'Once for each cart of a customer.' },
    { value: 'order', label: 'Orders', help: 'Once for each order. Messages go to its buyer.' },
    { value: 'return', label: 'Returns', help: 'Once for each return.' },
    { value: 'ticket', label: 'Tickets', help: 'Once for each support ticket.' },
    { value: 'product', label: 'Products', help: 'Once for each product. No messages are sent.' },
    { value: 'store', label: 'The store', help: 'Reports and checks. No messages are sent.' },
  ];

export const triggerKinds = (kinds: Kinds): readonly NodeKind[] =>
  Object.values(kinds).filter((kind) => kind.trigger !== undefined);

const fieldsOf = (kind: NodeKind): readonly string[] =>
  Object.keys((kind.config as unknown as { shape?: Record<string, unknown> }).shape ?? {});

/** The settings for a new kind of trigger: its defaults, with the fields it shares with the old kind kept. */
export function carriedOver(
  config: Readonly<Record<string, unknown>>,
  to: NodeKind,
  subject: Subject,
): Record<string, unknown> {
  const fields = fieldsOf(to);
  const kept = Object.fromEntries(Object.entries(config).filter(([field]) => fields.includes(field)));
  return keyed({ ...to.initial, ...kept }, to, subject);
}

/** Sets the field `key`, where the kind has it, to the subject of the flow. */
export function keyed(
  config: Record<string, unknown>,
  kind: NodeKind,
  subject: Subject,
): Record<string, unknown> {
  return fieldsOf(kind).includes('key') ? { ...config, key: subject } : config;
}

/** The trigger for a new subject: the same kind if it can begin such a flow, otherwise the first that can. */
export function kindFor(kinds: Kinds, kind: NodeKind | undefined, subject: Subject): NodeKind | undefined {
  return kind && canBegin(kind, subject)
    ? kind
    : triggerKinds(kinds).find((other) => canBegin(other, subject));
}
