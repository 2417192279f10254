export * from './hostile-contents.ts';
export { wanted } from './render-here.ts';
export { renderMessage } from '../render-message.ts';
