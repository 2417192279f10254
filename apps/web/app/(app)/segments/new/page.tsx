import { NewSegmentScreen } from '../../../../features/segments/segment/new-segment-screen.tsx';

export const metadata = { title: 'New segment' };

export default async function NewSegmentPage({
  searchParams,
}: {
  searchParams: Promise<{ from?: string | string[] }>;
}) {
  const { from } = await searchParams;
  const start = typeof from === 'string' ? from : null;
  return <NewSegmentScreen key={start} from={start} />;
}
