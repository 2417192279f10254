/** The choice for shops that are not connected, whose products come by the API. */
export const NO_STORE = 'none';

export const storeChoices = (stores: readonly { readonly id: string; readonly name: string }[]) => [
  ...stores.map(({ id, name }) => ({ value: id, label: name })),
  { value: NO_STORE, label: 'No connected store' },
];
