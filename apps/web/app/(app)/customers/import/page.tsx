import { ImportsScreen } from '../../../../features/imports/imports-screen.tsx';

export const metadata = { title: 'Import' };

export default function ImportsPage() {
  return <ImportsScreen />;
}
