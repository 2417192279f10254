export { deliver } from './deliver.ts';
export { lookUpMessages } from './look-up-messages.ts';
export { messageLinks, sampleShortLink, uncountedAnswer } from './message-links.ts';
export { brandOf, senderOf } from './render-message.ts';
