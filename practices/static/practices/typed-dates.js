// The calendar of Wagtail replaces what it can't read by today, without a word. What was typed stays, and the form says
// what is wrong with it.
const { jQuery } = window;
const calendar = jQuery?.fn.datetimepicker;
if (calendar) {
  calendar.defaults.validateOnBlur = false; // for what is added later, such as a municipality
  jQuery("input").off("blur.xdsoft");
}
