export { toyTrigger } from './toy-trigger/definition.ts';
