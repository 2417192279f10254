'use client';
/** Inside the shell, so that the navigation stays when one screen fails. */
export { ErrorScreen as default } from '../../features/shell/error-screen.tsx';
