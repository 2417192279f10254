import { ImportFlowScreen } from '../../../../features/flows/file/import-screen.tsx';

export const metadata = { title: 'Import a flow' };

export default function ImportFlowPage() {
  return <ImportFlowScreen />;
}
