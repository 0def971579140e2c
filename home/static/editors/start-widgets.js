// Starts the widgets that Wagtail's templates start by a script in the page: ours name them in an element instead, so
// that no page of the editors needs a script in its text. In forms that are added or fetched later too.
const FUNCTIONS = ["createTaskChooser", "initDateChooser", "initDateTimeChooser", "initTimeChooser"];
const CLASSES = /^(InlinePanel|MultipleChooserPanel|[A-Za-z]*Chooser)$/;
const started = new WeakSet();

function start(element) {
  if (started.has(element)) return;
  started.add(element);
  const name = element.dataset.starts;
  const values = JSON.parse(element.dataset.with);
  if (FUNCTIONS.includes(name)) window[name](...values);
  else if (CLASSES.test(name)) new window[name](...values);
}

function startWithin(root) {
  if (root.matches?.("[data-starts]")) start(root);
  root.querySelectorAll?.("[data-starts]").forEach(start);
}

// Jcrop would learn by a script in an attribute whether the screen is one to touch.
if (window.jQuery?.Jcrop) window.jQuery.Jcrop.defaults.touchSupport = "ontouchstart" in window;

startWithin(document);
new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(startWithin)))
  .observe(document.body, { childList: true, subtree: true });
