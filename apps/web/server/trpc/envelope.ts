/**
 * The wire format of inputs and outputs: plain JSON in an envelope. There are no type annotations, so that no property name of
 * a customer and no annotation can turn a value into something else or prevent it from being sent.
 */
export const envelope = {
  serialize: (value: unknown): { readonly json: unknown } => ({ json: value }),
  deserialize: (sent: { readonly json?: unknown } | null | undefined): unknown => sent?.json,
};
