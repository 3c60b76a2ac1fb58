// The desktop application: arguments and composition; everything else is in ui/.
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/screenshots.h"
#include "ui/shell/services.h"
#include "ui/shell/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QRegularExpression>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace {

using namespace headroom;
using namespace headroom::ui;

constexpr int done = 0, failed = 1, wrongUse = 2;

bool wants(int argc, char** argv, std::initializer_list<const char*> names) {
  for (int i = 1; i < argc; ++i)
    for (const char* name : names)
      if (QLatin1String(argv[i]) == QLatin1String(name)) return true;
  return false;
}

void declare(QCommandLineParser& parser) {
  parser.setApplicationDescription(
      QStringLiteral("Measures inference endpoints, shows what each GPU type can carry under a latency "
                     "promise, and what that costs."));
  parser.addPositionalArgument(QStringLiteral("file"),
                               QStringLiteral("A workspace to open, or benchmark files and profiles to add."),
                               QStringLiteral("[file...]"));
  parser.addOption({QStringLiteral("screenshots"),
                    QStringLiteral("Save a picture of every page in DIR and end; needs no display."),
                    QStringLiteral("DIR")});
  parser.addOption({QStringLiteral("size"), QStringLiteral("Size of the window, such as 1440x900."),
                    QStringLiteral("WxH")});
  parser.addOption(
      {QStringLiteral("theme"), QStringLiteral("dark, light or system."), QStringLiteral("NAME")});
  parser.addOption({QStringLiteral("language"), QStringLiteral("Language of the program, such as de."),
                    QStringLiteral("CODE")});
  parser.addHelpOption();
  parser.addVersionOption();
}

int refuse(const QString& why) {
  std::fprintf(stderr, "headroom: %s\nheadroom --help lists what there is.\n", qPrintable(why));
  return wrongUse;
}

std::optional<QSize> sizeOf(const QString& text) {
  static const QRegularExpression pattern(QStringLiteral("^(\\d{2,5})x(\\d{2,5})$"));
  const QRegularExpressionMatch match = pattern.match(text);
  if (!match.hasMatch()) return std::nullopt;
  return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

}  // namespace

int main(int argc, char** argv) {
  QCoreApplication::setApplicationName(QStringLiteral("headroom"));
  QCoreApplication::setApplicationVersion(QStringLiteral(HEADROOM_VERSION));
  QGuiApplication::setApplicationDisplayName(QStringLiteral("Headroom"));
  QGuiApplication::setDesktopFileName(QStringLiteral("headroom"));
  QCommandLineParser parser;
  declare(parser);
  if (wants(argc, argv, {"-h", "--help", "--help-all", "-v", "--version"})) {
    // To be answered where there is no display, too.
    const QCoreApplication application(argc, argv);
    parser.process(application);
  }
  if (wants(argc, argv, {"--screenshots"}) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") &&
      qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
    qputenv("QT_QPA_PLATFORM", "offscreen");
  QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
  QApplication application(argc, argv);
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/headroom.svg")));

  if (!parser.parse(QApplication::arguments())) return refuse(parser.errorText());
  std::optional<QSize> size;
  if (parser.isSet(QStringLiteral("size"))) {
    size = sizeOf(parser.value(QStringLiteral("size")));
    if (!size)
      return refuse(
          QStringLiteral("--size %1 is not of the form 1440x900").arg(parser.value(QStringLiteral("size"))));
  }
  std::optional<ThemeChoice> theme;
  if (parser.isSet(QStringLiteral("theme"))) {
    const QString name = parser.value(QStringLiteral("theme"));
    theme = Theme::choiceNamed(name);
    if (Theme::nameOf(*theme) != name)
      return refuse(QStringLiteral("--theme %1 is not dark, light or system").arg(name));
  }
  const QStringList files = parser.positionalArguments();

  if (parser.isSet(QStringLiteral("screenshots"))) {
    if (files.size() > 1) return refuse(QStringLiteral("--screenshots takes one workspace"));
    installTranslations(parser.value(QStringLiteral("language")));
    ScreenshotOptions options;
    options.directory = parser.value(QStringLiteral("screenshots"));
    if (!files.isEmpty()) options.workspace = files.first();
    if (size) options.size = *size;
    if (theme) options.theme = *theme;
    const auto written = saveScreenshots(options, pageRegistry());
    if (!written) {
      std::fprintf(stderr, "headroom: %s\n", written.error().text().c_str());
      return failed;
    }
    for (const QString& path : *written) std::printf("%s\n", qPrintable(path));
    return done;
  }

  Services services(ServicePlaces::ofThePerson());
  const QString language = parser.value(QStringLiteral("language"));
  installTranslations(language.isEmpty() ? services.settings.language() : language);
  if (theme) services.theme.setChoice(*theme);
  int code = done;
  {
    MainWindow window(services, pageRegistry());
    window.restoreLayout();
    if (size) window.resize(*size);
    window.show();
    window.start(files);
    code = QApplication::exec();
  }
  // The window has waited for the work; what still runs holds nothing that must be kept, and the process must
  // end.
  if (!services.tasks.waitForAll(std::chrono::milliseconds(200))) std::_Exit(code);
  return code;
}
