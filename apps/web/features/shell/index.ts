export { Screen, useDocumentTitle, type ScreenProps } from './screen.tsx';
export { Shell } from './shell.tsx';
export { useCommands, useShortcutHelp, type Command, type Shortcut } from './commands/registry.ts';
export { useMay, useViewer } from './viewer.tsx';
export { TRPCProvider, useTRPC, useTRPCClient } from './trpc.ts';
export { problemOf } from './problem.ts';
