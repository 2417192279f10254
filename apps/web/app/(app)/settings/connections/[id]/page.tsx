import { ConnectionScreen } from '../../../../../features/settings/connections/connection-screen.tsx';

export const metadata = { title: 'Connection' };

export default async function ConnectionPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ConnectionScreen key={id} id={id} />;
}
