export * from './ab-tests.ts';
export * from './anomalies.ts';
export * from './automation.ts';
export * from './enrolments.ts';
export * from './events.ts';
export * from './flows.ts';
export * from './holdout.ts';
export * from './imports.ts';
export * from './language.ts';
export * from './loyalty.ts';
export * from './measures.ts';
export * from './messages.ts';
export * from './people.ts';
export * from './returns.ts';
export * from './segments.ts';
export * from './settings.ts';
export * from './shop.ts';
export * from './work.ts';
export * from './storefront.ts';

/** A row of a table as the driver returns it: instants and amounts are numbers, JSON is any value. */
export type Row<Table extends { readonly $inferSelect: object }> = Readonly<Table['$inferSelect']>;

/** A row with narrower types than the table gives: which values a text has, what a JSON holds. */
export type Known<Of extends object, More extends Partial<Record<keyof Of, unknown>>> = Readonly<
  Omit<Of, keyof More> & More
>;
