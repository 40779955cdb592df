import { afterAll, vi } from 'vitest';

// Runs before every test file of a process that runs many of them: libraries stay warm, but each file gets modules of the
// product that are its own, so that no setting, connection or client outlives it.
vi.resetModules();

const environment = { ...process.env };

afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
