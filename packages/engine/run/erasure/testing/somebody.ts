/** A person whose every value is unique in the database, so that a trace of it can be found. */
export const SOMEBODY = {
  email: 'zephyrine.quillfeather+mauve@heronwort.example',
  phone: '+14155550177',
  firstName: 'Zephyrine',
  lastName: 'Quillfeather-Ostrander',
  country: 'US',
  city: 'Wobblethorpe-on-Tweed',
  zone: 'America/Boise',
  language: 'tlh-x-zqmarsh',
  tags: ['tag-velvet-otter'],
  externalId: '887766554433221',
  anonymousId: 'browser-gannet-5150',
  favourite: 'marzipan-walrus-91',
  notes: { pet: 'Bartholomew the newt', born: '1987-02-29x' },
} as const;

/** External ids and texts of theirs that arrive with events. */
export const THEIRS = {
  otherEmail: 'zq.second@heronwort.example',
  order: 'order-5550100777',
  orderNumber: '#ZQ-90210',
  cart: 'cart-token-1f1f1f2e',
  refund: 'refund-443322110',
  event: 'evt-887766554433221-first',
  note: 'leave it with the neighbour at 7 Gannet Row',
  recovery: 'https://shop.test/recover/1f1f1f2e?email=zephyrine',
  consentSource: 'pop-up signed by Zephyrine Q.',
} as const;

/**
 * Everything that must not be found after an erasure. A country's two letters occur everywhere, so they are
 * checked separately.
 */
export const TRACES: readonly string[] = [
  SOMEBODY.email,
  'zephyrine.quillfeather',
  SOMEBODY.phone,
  '4155550177',
  SOMEBODY.firstName,
  SOMEBODY.lastName,
  SOMEBODY.city,
  SOMEBODY.zone,
  SOMEBODY.language,
  ...SOMEBODY.tags,
  SOMEBODY.externalId,
  SOMEBODY.anonymousId,
  SOMEBODY.favourite,
  SOMEBODY.notes.pet,
  SOMEBODY.notes.born,
  ...Object.values(THEIRS),
];
