import { ImportScreen } from '../../../../../features/imports/import-screen.tsx';

export const metadata = { title: 'Import' };

export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ImportScreen id={id} />;
}
