/** Words that the e-mails of all templates share, so that a store sounds the same in each of them. */
export const HELLO = 'Hi {{ customer.firstName | default: "there" }},';
export const SIGNED = 'Warmly,\nthe team at {{ store.name }}';
/** Every store sells something: the address behind a button that has no better one. */
export const SHOP = '{{ store.url }}';
export const ITS_PAGE = '{{ product.url | default: store.url }}';

/** Why the customer gets it. */
export const footer = (note: string) => ({ type: 'footer', note }) as const;
