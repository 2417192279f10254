export * from './clock.ts';
export * from './errors.ts';
export { ERRORS, type ErrorCode } from './error-table.ts';
export * from './hash.ts';
export * from './ids.ts';
export * from './json.ts';
export * from './money.ts';
export * from './zones.ts';
export { composed, composedText, foldText } from './text.ts';
