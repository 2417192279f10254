import { SegmentScreen } from '../../../../features/segments/segment/segment-screen.tsx';

export const metadata = { title: 'Segment' };

export default async function SegmentPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <SegmentScreen key={id} id={id} />;
}
