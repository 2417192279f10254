/** Inside the shell: a flow or a customer that is gone leaves the navigation in place. */
export { NotFoundScreen as default } from '../../features/shell/not-found-screen.tsx';
