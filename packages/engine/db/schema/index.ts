export * from './enrolments.ts';
export * from './events.ts';
export * from './flows.ts';
export * from './measures.ts';
export * from './messages.ts';
export * from './people.ts';
export * from './settings.ts';
export * from './shop.ts';

/** A row of a table as the driver gives it: instants and amounts are numbers, JSON is whatever was stored. */
export type Row<Table extends { readonly $inferSelect: object }> = Readonly<Table['$inferSelect']>;

/** A row of which more is known than the table says: which words a text may be, what a JSON holds. */
export type Known<Of extends object, More extends Partial<Record<keyof Of, unknown>>> = Readonly<
  Omit<Of, keyof More> & More
>;
