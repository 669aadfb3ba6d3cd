// Reads the code of a ticket by the camera and opens the person it belongs to. The decoder is fetched once it is asked for.
const PAUSE = 150;
const desk = document.querySelector(".scan");
const [button, video, status] = ["button", "video", "p"].map(name => desk.querySelector(name));
let camera;
const stop = () => {
  camera?.getTracks().forEach(track => track.stop());
  camera = undefined;
  video.hidden = true;
  button.hidden = false;
};
const open = said => {
  const code = said.match(/(?:^|[?&]code=)([0-9A-HJKMNP-TV-Z]{10})(?:$|[&#])/)?.[1];
  if (!code) return (status.textContent = desk.dataset.other);
  const address = new URL(location.href);
  const door = address.searchParams.get("atelier");
  address.search = new URLSearchParams(door ? { code, atelier: door } : { code });
  stop();
  location.assign(address);
};
const look = (decode, picture) => {
  if (!camera) return;
  const { canvas } = picture;
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  if (canvas.width) {
    picture.drawImage(video, 0, 0);
    let said;
    try {
      said = decode(picture.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // No code in sight.
    }
    if (said) open(said);
  }
  setTimeout(look, PAUSE, decode, picture);
};
button.addEventListener("click", async () => {
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const { decodeQR } = await import(desk.dataset.decoder);
    video.srcObject = camera;
    [video.hidden, button.hidden] = [false, true];
    status.textContent = desk.dataset.looking;
    await video.play();
    look(decodeQR, document.createElement("canvas").getContext("2d", { willReadFrequently: true }));
  } catch {
    stop();
    status.textContent = desk.dataset.denied;
  }
});
document.addEventListener("visibilitychange", () => document.hidden && stop());
desk.hidden = !navigator.mediaDevices?.getUserMedia;
