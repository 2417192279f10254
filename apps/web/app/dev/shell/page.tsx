import { ShellBench } from '../../../features/bench/shell-bench.tsx';

export const metadata = { title: 'Shell' };

export default function ShellPage() {
  return <ShellBench />;
}
