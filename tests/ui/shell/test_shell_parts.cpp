// The parts of the shell that need no window: matching, words, messages, settings, kinds of files, help.
#include "core/base/file.h"
#include "core/workspace/workspace_file.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/sample_workspace.h"
#include "ui/controllers/app_settings.h"
#include "ui/controllers/file_kind.h"
#include "ui/controllers/messages.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/shell/fuzzy_match.h"
#include "ui/widgets/glossary.h"
#include "ui/widgets/tinted_icon.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QTextBrowser>

using namespace headroom;
using namespace headroom::ui;

class TestShellParts : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void matchesLettersInOrder() {
    QVERIFY(fuzzyMatch("expng", "Export as PNG"));
    QVERIFY(fuzzyMatch("EX PNG", "Export as PNG"));
    QVERIFY(!fuzzyMatch("gnp", "Export as PNG"));
    QVERIFY(!fuzzyMatch("exportasapng", "Export as PNG"));
    QVERIFY(fuzzyMatch("", "anything"));
    QCOMPARE(fuzzyMatch("ep", "Export as PNG")->positions, (QList<int>{0, 10}));
    QCOMPARE(fuzzyMatch("exp", "Next Export")->positions, (QList<int>{5, 6, 7}));
  }
  void betterMatchesScoreHigher() {
    const auto score = [](const char* pattern, const char* text) { return fuzzyMatch(pattern, text)->score; };
    QVERIFY(score("save", "Save") > score("save", "Save As"));
    QVERIFY(score("sa", "Save As") > score("sa", "Dismiss All"));
    QVERIFY(score("dl", "Restore Default Layout") > score("dl", "Handled"));
  }

  void explainsEveryAbbreviation() {
    for (const char* term : {"TTFT", "TPOT", "P50", "P90", "P99", "E2E", "TPAT", "TPUT", "TT", "SLO"}) {
      QVERIFY(glossaryTerms().contains(term));
      QVERIFY(!glossaryName(term).isEmpty());
      QVERIFY(glossaryMeaning(term).size() > 20);
      QVERIFY2(explanation(term).contains(glossaryMeaning(term).toHtmlEscaped()), term);
    }
    // Words, not letters within words; each once.
    QVERIFY(explanation("attempt, LATTE, tt").isEmpty());
    QCOMPARE(explanation("E2E P99 and E2E P50").count("<b>E2E</b>"), 1);
    QLabel label("E2E P99");
    explain(&label, label.text(), "Drag to move");
    QVERIFY(label.toolTip().contains("end-to-end") && label.toolTip().contains("Drag to move"));
    QVERIFY(label.accessibleDescription().contains(glossaryMeaning("E2E")));
  }

  void messagesStayUntilDismissed() {
    Messages messages;
    QAbstractItemModelTester tester(&messages, QAbstractItemModelTester::FailureReportingMode::QtTest);
    messages.post(Error{ErrorCode::notFound, "no file at a.jsonl", "check the path"});
    messages.post(Error{ErrorCode::notFound, "no file at a.jsonl", "check the path"});
    QCOMPARE(messages.rowCount(), 1);
    QCOMPARE(messages.at(0).count, 2);
    QCOMPARE(messages.at(0).nextStep, QString("check the path"));
    QCOMPARE(messages.index(0).data(Qt::AccessibleTextRole).toString(),
             QString("no file at a.jsonl. check the path"));
    messages.post(Error{ErrorCode::cancelled, "stopped"});
    QCOMPARE(messages.rowCount(), 1);
    messages.post({.severity = Severity::warning, .cause = "one", .key = "k"});
    messages.post({.severity = Severity::warning, .cause = "two", .key = "k"});
    QCOMPARE(messages.rowCount(), 2);
    QCOMPARE(messages.at(1).cause, QString("two"));
    messages.dismiss(QString("k"));
    QCOMPARE(messages.rowCount(), 1);
    for (int i = 0; i < 2 * Messages::most; ++i) messages.note(QString::number(i));
    QCOMPARE(messages.rowCount(), int(Messages::most));
    messages.dismissAll();
    QCOMPARE(messages.rowCount(), 0);
    messages.dismiss(5);
  }

  void settingsTellOnlyChanges() {
    QTemporaryDir directory;
    const QString path = directory.filePath("settings.ini");
    {
      AppSettings settings(path);
      QSignalSpy theme(&settings, &AppSettings::themeChanged);
      QSignalSpy recent(&settings, &AppSettings::recentChanged);
      QCOMPARE(settings.theme(), ThemeChoice::system);
      settings.setTheme(ThemeChoice::dark);
      settings.setTheme(ThemeChoice::dark);
      QCOMPARE(theme.count(), 1);
      for (int i = 0; i < 12; ++i) settings.addRecent(QString::number(i));
      settings.addRecent("11");
      QCOMPARE(recent.count(), 12);
      settings.addRecent("5");
    }
    AppSettings settings(path);
    QCOMPARE(settings.theme(), ThemeChoice::dark);
    QCOMPARE(settings.recent().size(), 10);
    QCOMPARE(settings.recent().first(), QString("5"));
    settings.clearRecent();
    QVERIFY(settings.recent().isEmpty());
  }

  void tellsFilesByTheirContent() {
    QTemporaryDir directory;
    const auto kind = [&](const std::string& text) {
      const QString path = directory.filePath("file");
      if (!writeFileAtomically(path.toStdString(), text)) return FileKind::unreadable;
      return kindOfFile(path);
    };
    QCOMPARE(kind(workspaceText(test::sampleWorkspace(), "/a/b")), FileKind::workspace);
    QCOMPARE(kind(R"({"gpu": "a", "cost": 1, "tputs": [[1]], "indexes": [[4], [4]]})"), FileKind::profile);
    QCOMPARE(kind("\n"
                  R"({"input_tokens": 4, "output_tokens": 4, "request_rate": 1, "metric": "TPUT", "mean": 1})"
                  "\n"),
             FileKind::benchmark);
    QCOMPARE(kind("hello \"metric\""), FileKind::other);
    QCOMPARE(kind("{\"other\": 1}\n"), FileKind::other);
    QCOMPARE(kind("time,input,output\n1,2,3\n"), FileKind::traffic);
    QCOMPARE(kind("{\"prompt_tokens\": 3, \"completion_tokens\": 4}\n"), FileKind::traffic);
    QCOMPARE(kind("[[1, 300, 65], [2, 300, 65]]"), FileKind::traffic);
    QCOMPARE(
        kind(R"([{"timestamp": 0, "requests": [{"prompt": "a", "prompt_length": 3, "output_length": 4}]}])"),
        FileKind::traffic);
    QCOMPARE(kind(R"({"indexes": [[4], [4]], "rates": [[1]]})"), FileKind::traffic);
    // Larger than what is looked at.
    QCOMPARE(kind(std::string("input,output\n") +
                  [] {
                    std::string lines;
                    while (lines.size() < (5 << 20)) lines += "128,64\n";
                    return lines;
                  }()),
             FileKind::traffic);
    QCOMPARE(kind(""), FileKind::other);
    QCOMPARE(kindOfFile(directory.path()), FileKind::unreadable);
    QCOMPARE(kindOfFile(directory.filePath("absent")), FileKind::unreadable);
  }

  void iconsFollowThePalette() {
    const QIcon icon = tintedIcon("surfaces");
    QVERIFY(!icon.isNull());
    QVERIFY(tintedIcon("no such icon").isNull());
    const auto colourOf = [&](const Colours& colours) {
      QApplication::setPalette(paletteOf(colours));
      const QImage image = icon.pixmap(QSize(24, 24)).toImage();
      QColor strongest = Qt::transparent;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
          if (image.pixelColor(x, y).alpha() > strongest.alpha()) strongest = image.pixelColor(x, y);
      return strongest;
    };
    const QColor light = colourOf(lightColours()), dark = colourOf(darkColours());
    QVERIFY(light.alpha() > 150 && dark.alpha() > 150);
    QVERIFY(light.lightness() < dark.lightness());
  }

  void helpHasPagesThatLinkToEachOther() {
    HelpDialog help(nullptr);
    auto* topics = help.findChild<QListWidget*>();
    auto* text = help.findChild<QTextBrowser*>();
    QVERIFY(topics->count() >= 5);
    QCOMPARE(topics->item(0)->data(Qt::UserRole).toString(), QString("index"));
    for (int row = 0; row < topics->count(); ++row) {
      topics->setCurrentRow(row);
      QVERIFY(!topics->item(row)->text().isEmpty());
      QVERIFY2(text->toPlainText().size() > 100, qPrintable(topics->item(row)->text()));
    }
    QCOMPARE(help.topic(), QString("glossary"));
    QVERIFY(text->toPlainText().contains("time to first token"));
    emit text->anchorClicked(QUrl("workspace"));
    QCOMPARE(help.topic(), QString("workspace"));
    help.showTopic("no such page");
    QCOMPARE(help.topic(), QString("index"));
  }
};

QTEST_MAIN(TestShellParts)
#include "test_shell_parts.moc"
