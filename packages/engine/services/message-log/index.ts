export { getMessage, listMessages, resolveUnknown } from './read-messages.ts';
export type { MessageView, LoggedMessage, WholeLoggedMessage } from './shapes.ts';
export { getLoggedMessage, listMessageLog } from './test-messages.ts';
export { testSend, testSendInput } from './test-send.ts';
