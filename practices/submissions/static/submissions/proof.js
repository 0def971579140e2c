// While a form is filled in, a worker solves its challenge (practices/submissions/spam/proof.py). Nobody sees it;
// without this file, or where the page did not come over https, the form works without a proof.
const field = document.querySelector("[name=proof]");

function solve(challenge) {
  const worker = new Worker(field.dataset.worker);
  worker.addEventListener("message", ({ data }) => {
    if (data?.derivedKey) field.value = btoa(JSON.stringify({ challenge, solution: data }));
    worker.terminate();
  });
  worker.postMessage({
    type: "work", challenge, counterMode: "uint32", counterStart: 0, counterStep: 1, timeout: 60_000,
  });
}

if (window.isSecureContext && field.dataset.challenge) solve(JSON.parse(field.dataset.challenge));
