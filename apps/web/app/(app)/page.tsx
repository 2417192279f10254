import { Home } from '../../features/home/home.tsx';

export const metadata = { title: 'Home' };

export default function HomePage() {
  return <Home />;
}
