import { canBegin, type Kinds, type NodeKind, type Subject } from '@millrace/flow';

/** What a flow may be about, as the chooser shows it. */
export const SUBJECTS: readonly { readonly value: Subject; readonly label: string; readonly help: string }[] =
  [
    { value: 'customer', label: 'Customers', help: 'Writes to people and follows what they do.' },
    { value: 'cart', label: 'Carts', help: 'Once for each cart of a customer.' },
    { value: 'order', label: 'Orders', help: 'Once for each order; its buyer is the customer.' },
    { value: 'return', label: 'Returns', help: 'Once for each return.' },
    { value: 'ticket', label: 'Tickets', help: 'Once for each ticket of support.' },
    { value: 'product', label: 'Products', help: 'Once for each product. Nobody is written to.' },
    { value: 'store', label: 'The store', help: 'Reports and checks. Nobody is written to.' },
  ];

export const triggerKinds = (kinds: Kinds): readonly NodeKind[] =>
  Object.values(kinds).filter((kind) => kind.trigger !== undefined);

const fieldsOf = (kind: NodeKind): readonly string[] =>
  Object.keys((kind.config as unknown as { shape?: Record<string, unknown> }).shape ?? {});

/** The settings of one kind of trigger with everything of another's that it has as well. */
export function carriedOver(
  config: Readonly<Record<string, unknown>>,
  to: NodeKind,
  subject: Subject,
): Record<string, unknown> {
  const fields = fieldsOf(to);
  const kept = Object.fromEntries(Object.entries(config).filter(([field]) => fields.includes(field)));
  return keyed({ ...to.initial, ...kept }, to, subject);
}

/** What a flow is about is what it is once for. */
export function keyed(
  config: Record<string, unknown>,
  kind: NodeKind,
  subject: Subject,
): Record<string, unknown> {
  return fieldsOf(kind).includes('key') ? { ...config, key: subject } : config;
}

/** The kind that begins a flow once it is about something else: the same where it can, else the first that can. */
export function kindFor(kinds: Kinds, kind: NodeKind | undefined, subject: Subject): NodeKind | undefined {
  return kind && canBegin(kind, subject)
    ? kind
    : triggerKinds(kinds).find((other) => canBegin(other, subject));
}
