/** Rendered inside the shell, so that the navigation stays for a flow or customer that does not exist. */
export { NotFoundScreen as default } from '../../features/shell/not-found-screen.tsx';
