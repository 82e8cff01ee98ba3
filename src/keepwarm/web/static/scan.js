// /scan: reads a code by the camera, or in a picture, and hands its words to the form. Nothing leaves the page
// but these words, to the owner's own book.

const form = document.getElementById("scan");
const said = document.getElementById("scan-said");
const start = document.getElementById("camera");
const finder = form.querySelector(".finder");
const video = finder.querySelector("video");
const LOOK_MS = 150;
const MOST_FAILURES = 5;
const NOTHING = "No code was found in this picture. Let it fill the picture, in good light.";
const OPTIONS = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 };

ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => form.dataset.wasm } });

async function read(picture) {
  const found = await ZXingWASM.readBarcodes(picture, OPTIONS);
  return found.find((one) => one.isValid && one.text)?.text ?? "";
}

function hand(text) {
  for (const track of video.srcObject?.getTracks() ?? []) track.stop();
  form.elements.code.value = text;
  said.textContent = "Found it.";
  form.requestSubmit();
}

async function seen(canvas) {
  if (!video.videoWidth) return "";
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(video, 0, 0);
  return read(pen.getImageData(0, 0, canvas.width, canvas.height));
}

// One failure is no reason to stop looking; several in a row are said.
async function look(canvas, failures = 0) {
  if (!video.srcObject?.active) return;
  const text = await seen(canvas).catch(() => undefined);
  if (text) return hand(text);
  const failed = text === undefined ? failures + 1 : 0;
  if (failed === MOST_FAILURES) said.textContent = NOTHING;
  setTimeout(() => look(canvas, failed), LOOK_MS);
}

async function begin() {
  try {
    const wanted = { video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false };
    video.srcObject = await navigator.mediaDevices.getUserMedia(wanted);
  } catch {
    said.textContent = "The camera cannot be used here. Choose a picture of the code instead.";
    return;
  }
  finder.hidden = false;
  start.hidden = true;
  said.textContent = "Point the camera at their code.";
  await video.play();
  look(document.createElement("canvas"));
}

if (navigator.mediaDevices?.getUserMedia) {
  start.hidden = false;
  start.addEventListener("click", begin);
}

document.getElementById("picture").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  said.textContent = "Looking …";
  const text = await read(file).catch(() => "");
  if (text) hand(text);
  else said.textContent = NOTHING;
  event.target.value = "";
});
