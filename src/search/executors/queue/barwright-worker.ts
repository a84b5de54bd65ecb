#!/usr/bin/env node
import { workerCommand } from './worker-command.ts';

workerCommand(process.argv.slice(2)).then((code) => {
  process.exit(code);
});
