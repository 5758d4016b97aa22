// A picture from the laptop becomes a PNG that is small enough for the event's folder, whatever it was.

const WIDEST = 800;
const HIGHEST = 320;

/** Read a file (PNG, JPEG, SVG ...) and give it as a PNG blob; null where it is no picture. */
export async function asPng(file) {
  const image = new Image();
  image.src = await new Promise((done) => {
    const reader = new FileReader();
    reader.onloadend = () => done(reader.result ?? '');
    reader.readAsDataURL(file);
  });
  try { await image.decode(); } catch { return null; }
  const scale = Math.min(1, WIDEST / image.naturalWidth, HIGHEST / image.naturalHeight);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}
