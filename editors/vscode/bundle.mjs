// dist/extension.js with the client inside, and the licences of all that is inside. Run by vsce before it packs.
import { build } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const { metafile } = await build({
  entryPoints: ['extension.js'],
  bundle: true,
  minify: true,
  metafile: true,
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  outfile: 'dist/extension.js',
  logLevel: 'warning',
});

const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
const notices = [...packages].sort().map((folder) => {
  const name = readdirSync(folder).find((file) => /^licen[sc]e/i.test(file));
  return `${folder.split('node_modules/').at(-1)}\n\n${readFileSync(`${folder}/${name}`, 'utf8').trim()}\n`;
});
writeFileSync('dist/THIRD-PARTY.txt', notices.join('\n----\n\n'));
