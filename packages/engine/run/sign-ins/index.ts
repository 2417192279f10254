export { keepTokens } from './keep-tokens.ts';
export { readSigning } from './read-signing.ts';
export { refreshTokens } from './refresh-tokens.ts';
