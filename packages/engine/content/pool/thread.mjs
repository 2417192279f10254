// Runs `thread.ts` from source. A new thread has no TypeScript loader, so this registers one.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
