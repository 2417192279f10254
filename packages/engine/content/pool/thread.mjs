// The thread of `thread.ts` from its sources: a thread begins without the loader that reads TypeScript, so it brings its own.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
