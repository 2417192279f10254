export * from './judge-return.ts';
export * from './policy.ts';
