import { FlowCanvas } from '../../../../features/flows/canvas/flow-canvas.tsx';

export const metadata = { title: 'Flow' };

export default async function FlowPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <FlowCanvas key={id} id={id} />;
}
