// The window and workspaces that are not as they should be, and those of before.
#include "core/base/file.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/sample_workspace.h"
#include "tests/ui/application/real_window.h"

#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>

#include <nlohmann/json.hpp>

using namespace headroom;
using namespace headroom::test;
using namespace headroom::ui;

namespace {

using Json = nlohmann::ordered_json;

std::string sampleText(const std::string& path) { return workspaceText(sampleWorkspace(), path); }

QMenu* recentMenu(const RealWindow& real) {
  for (const QAction* top : real.window->menuBar()->actions())
    for (const QAction* action : top->menu()->actions())
      if (action->menu() && action->text() == "Open &Recent") return action->menu();
  qFatal("no menu of recent workspaces");
}

QStringList texts(const QMenu* menu) {
  QStringList all;
  for (const QAction* action : menu->actions())
    if (!action->isSeparator()) all.push_back(action->text());
  return all;
}

}  // namespace

class TestWindowFiles : public WidgetTest {
  Q_OBJECT

 private slots:
  void aDamagedWorkspaceIsOpenedAndNeverWrittenOver_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::addColumn<int>("targets");  // what can be opened of it
    const std::string whole = sampleText("/w/d.headroom");
    QTest::newRow("cut short") << QByteArray::fromStdString(whole.substr(0, whole.size() / 2)) << "cut short"
                               << 4;
    Json newer = Json::parse(whole);
    newer["version"] = 999;
    newer["something_new"] = {{"a", 1}};
    QTest::newRow("of a newer version") << QByteArray::fromStdString(newer.dump(2)) << "of version 999" << 4;
    Json wrong = Json::parse(whole);
    wrong["plan"] = "tomorrow";
    wrong["slos"] = Json::array({1, 2});
    wrong["targets"][1] = 7;
    QTest::newRow("with wrong types") << QByteArray::fromStdString(wrong.dump(2)) << "plan" << 3;
  }
  void aDamagedWorkspaceIsOpenedAndNeverWrittenOver() {
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    QFETCH(int, targets);
    RealWindow real;
    const QString path = real.directory.filePath("d.headroom");
    const std::string name = path.toStdString(), before = text.toStdString();
    QVERIFY(writeFileAtomically(name, before).ok());
    Session& session = real.services.session;
    session.setAutosaveDelay(1);
    real.window->start({path});
    QTRY_COMPARE(real.services.messages.rowCount(), 1);
    QCOMPARE(session.workspace().targets.size(), static_cast<std::size_t>(targets));
    const Message message = real.services.messages.at(0);
    QVERIFY2(message.details.join('\n').contains(said), qPrintable(message.details.join('\n')));
    QCOMPARE(message.actions.size(), std::size_t{1});
    // An edit is kept beside it,
    session.edit("Edit", [](Workspace& w) { w.targetUtilisation = 0.31; });
    const QString kept = real.directory.filePath(".d.headroom.autosave");
    QTRY_VERIFY(QFile::exists(kept));
    QCOMPARE(*readFile(name), before);
    // Save asks for another name,
    real.action("file.save")->trigger();
    auto* dialog = real.window->findChild<QFileDialog*>("saveDialog");
    QVERIFY(dialog);
    dialog->reject();
    QCOMPARE(*readFile(name), before);
    // and closing leaves it as it was.
    real.settle();
    real.window->close();
    auto* box = real.window->findChild<QMessageBox*>("saveQuestion");
    QVERIFY(box);
    QTest::mouseClick(box->button(QMessageBox::Discard), Qt::LeftButton);
    QTRY_VERIFY(!real.window->isVisible());
    QTRY_VERIFY(!QFile::exists(kept));
    QCOMPARE(*readFile(name), before);
  }

  void recentWorkspacesAreOpenedAndForgotten() {
    RealWindow real;
    Session& session = real.services.session;
    QMenu* menu = recentMenu(real);
    QVERIFY(!menu->isEnabled());
    for (const char* name : {"a.headroom", "b.headroom"}) {
      const std::string path = real.directory.filePath(name).toStdString();
      QVERIFY(writeFileAtomically(path, sampleText(path)).ok());
      real.open(QString::fromStdString(path));
    }
    QCOMPARE(texts(menu), QStringList({"b.headroom", "a.headroom", "&Clear This List"}));
    QCOMPARE(menu->actions()[1]->toolTip(), real.directory.filePath("a.headroom"));
    menu->actions()[1]->trigger();
    QTRY_COMPARE(session.title(), QString("a.headroom"));
    QTRY_COMPARE(texts(menu), QStringList({"a.headroom", "b.headroom", "&Clear This List"}));
    real.settle();
    // Edits are asked about first.
    session.edit("Edit", [](Workspace& w) { w.targetUtilisation = 0.31; });
    menu->actions()[1]->trigger();
    auto* box = real.window->findChild<QMessageBox*>("saveQuestion");
    QVERIFY(box);
    QTest::mouseClick(box->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY(!real.window->findChild<QMessageBox*>("saveQuestion"));
    QCOMPARE(session.title(), QString("a.headroom"));
    session.undoStack()->undo();
    // One that is gone is said to be and leaves the list; what is open stays.
    QVERIFY(QFile::remove(real.directory.filePath("b.headroom")));
    QCOMPARE(real.services.messages.rowCount(), 0);
    menu->actions()[1]->trigger();
    QTRY_COMPARE(real.services.messages.rowCount(), 1);
    QVERIFY(real.services.messages.at(0).cause.contains("b.headroom"));
    QCOMPARE(texts(menu), QStringList({"a.headroom", "&Clear This List"}));
    QCOMPARE(session.title(), QString("a.headroom"));
    QCOMPARE(session.workspace().targets.size(), std::size_t{4});
    // All of them.
    QCOMPARE(real.window->findChildren<QAction*>("file.clearRecent").size(), 1);
    real.action("file.clearRecent")->trigger();
    QTRY_VERIFY(!menu->isEnabled());
    QVERIFY(real.services.settings.recent().isEmpty());
    QVERIFY(texts(menu).isEmpty());
    QVERIFY(!real.action("file.clearRecent"));
  }
};

QTEST_MAIN(TestWindowFiles)
#include "test_window_files.moc"
