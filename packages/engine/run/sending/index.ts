export { deliver } from './deliver.ts';
export { lookUpMessages } from './look-up-messages.ts';
export { messageLinks } from './message-links.ts';
export { brandOf, senderOf } from './render-message.ts';
