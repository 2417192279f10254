export { getMessage, listMessages, resolveUnknown } from './read-messages.ts';
export type { MessageView, OutboxMessage, WholeOutboxMessage } from './shapes.ts';
export { getOutboxMessage, listOutbox } from './test-messages.ts';
export { testSend, testSendInput } from './test-send.ts';
