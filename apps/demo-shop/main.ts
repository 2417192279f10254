import { runShop } from './run-shop.ts';
import { isOff, populationOf, readSettings, seedOf, stateFile, type Settings } from './settings.ts';

const say = (sentence: string): void => void process.stdout.write(`demo-shop: ${sentence}\n`);
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

let stopping = false;

/** Waits for the settings: the setup writes them, and the shop may start earlier. */
async function awaitSettings(): Promise<Settings | null> {
  for (let told = false; !stopping;) {
    const settings = readSettings(process.env);
    if (settings) return settings;
    if (!told)
      say(
        'waits for its settings: demo-shop.json in the data folder, or the variables MILLRACE_URL, MILLRACE_DEMO_API_KEY, MILLRACE_DEMO_CONNECTION and MILLRACE_DEMO_SECRET.',
      );
    told = true;
    await pause(1_000);
  }
  return null;
}

/** The port of the shop's pages: from the settings, otherwise the port of Millrace + 100. */
function portFor(url: string): number {
  const wanted = Number(process.env['MILLRACE_DEMO_PORT']);
  if (Number.isInteger(wanted) && wanted > 0 && wanted < 65_536) return wanted;
  const { port } = new URL(url);
  const own = Number(port || 3_000) + 100;
  return own < 65_530 ? own : 3_100;
}

async function main(): Promise<void> {
  if (isOff(process.env)) return say('is switched off (DEMO=0).');
  let stop: () => Promise<void> = async () => {};
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const settings = await awaitSettings();
  if (!settings) return;
  const population = populationOf(process.env);
  const shop = await runShop({
    settings: () => readSettings(process.env) ?? settings,
    seed: seedOf(process.env),
    ...(population === undefined ? {} : { population }),
    stateFile: stateFile(process.env),
    say,
    port: portFor(settings.url),
    shopUrl: process.env['MILLRACE_DEMO_URL']?.replace(/\/+$/, '') || undefined,
  });
  stop = () => shop.stop();
  if (stopping) return void stop().then(() => process.exit(0));
  await shop.pastTold;
}

main().catch((error: unknown) => {
  say(`stopped: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
