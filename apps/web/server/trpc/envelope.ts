/**
 * How inputs and outputs go over the wire: as JSON, in an envelope. Nothing else travels, so that no name a customer's property
 * happens to have, and no note beside the value, can make it into something else or keep it from being sent.
 */
export const envelope = {
  serialize: (value: unknown): { readonly json: unknown } => ({ json: value }),
  deserialize: (sent: { readonly json?: unknown } | null | undefined): unknown => sent?.json,
};
