export { toyModel, toyNode } from './toy-model.ts';
