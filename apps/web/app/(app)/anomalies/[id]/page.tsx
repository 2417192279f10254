import { AnomalyScreen } from '../../../../features/anomalies/anomaly-screen.tsx';

export const metadata = { title: 'Anomaly' };

export default async function AnomalyPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <AnomalyScreen key={id} id={id} />;
}
