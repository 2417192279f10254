export { Screen, useDocumentTitle, type ScreenProps } from './screen.tsx';
export { useCommands, useShortcutHelp, type Command, type Shortcut } from './commands/registry.ts';
export { isTyping } from './commands/is-typing.ts';
export { useMay, useViewer } from './viewer.tsx';
export { useTRPC, useTRPCClient } from './trpc.ts';
export { problemOf } from './problem.ts';
export { useKeepAnswer } from './keep-answer.ts';
export { stayHere } from './stay-here.ts';
