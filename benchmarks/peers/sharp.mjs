// sharp, in two ways. Usage: node sharp.mjs INPUT DIRECTORY clone|best
import { createInterface } from 'node:readline';
import sharp from 'sharp';

const SIZES = [1600, 800, 320, 160];
const [input, directory, way] = process.argv.slice(2);
sharp.concurrency(1);
sharp.cache(false);

const box = (size) => ({ width: size, height: size, fit: 'inside', withoutEnlargement: true });
const file = (size) => `${directory}/${size}.jpg`;

// As its documentation shows: one instance, a clone for each size.
async function clone() {
  const original = sharp(input);
  await Promise.all(SIZES.map((size) => original.clone().resize(box(size)).jpeg({ quality: 82 }).toFile(file(size))));
}

// One decode, at the scale of the largest size, to raw pixels; each size from the one before; no encoder optimisation.
async function best() {
  let source = sharp(input);
  for (const size of SIZES) {
    const { data, info } = await source.resize(box(size)).raw().toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: info.channels };
    await sharp(data, { raw }).jpeg({ quality: 82, optimiseCoding: false }).toFile(file(size));
    source = sharp(data, { raw });
  }
}

const photo = { clone, best }[way];
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const count = Number(line.replace('go ', ''));
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  for (let i = 0; i < count; i++) {
    await photo();
  }
  const { user, system } = process.cpuUsage(cpu);
  console.log(`cpu_ns=${(user + system) * 1000} wall_ns=${process.hrtime.bigint() - wall}`);
}
