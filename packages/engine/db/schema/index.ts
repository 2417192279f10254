export * from './enrolments.ts';
export * from './events.ts';
export * from './flows.ts';
export * from './measures.ts';
export * from './messages.ts';
export * from './people.ts';
export * from './settings.ts';
export * from './shop.ts';
