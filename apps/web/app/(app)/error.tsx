'use client';
/** Rendered inside the shell, so that the navigation stays when a screen fails. */
export { ErrorScreen as default } from '../../features/shell/error-screen.tsx';
